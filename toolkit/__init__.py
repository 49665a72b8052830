"""Keeps life-saving words intact in every language: catalogs, checks, proof and publishing of patient articles."""

__version__ = "0.1.0"
