"""Formats in which translations leave a project and come back: one file a format.

Each format has a pair of functions, and a law holds them together: what one writes, the other reads as the same units.
Files come from outsiders. Reading never raises for what they hold: it gives findings, and leaves out what is broken.
"""
