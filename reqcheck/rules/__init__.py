"""
The built-in criterion kinds, one for each file, offered through the hook that organizations use.
"""
