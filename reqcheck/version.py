"""
The version of reqcheck.
"""

__version__ = "0.1.0"
