"""The guard: statements, approvals, reviews, rules, proof."""
