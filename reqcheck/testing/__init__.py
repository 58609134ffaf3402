"""
Tests of rule sets: cases that stand beside the rules, what they find, and what they cover.
"""
