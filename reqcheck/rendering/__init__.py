"""
Renderings: functions from a report's document to text.
"""
