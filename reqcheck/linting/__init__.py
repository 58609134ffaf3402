"""
What in a rule set deserves a second look: rules by code, each with its reason and its remedy.
"""
