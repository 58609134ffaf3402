"""
Documents to models: profiles from JSON, rule sets from YAML, settings to criteria.
"""
