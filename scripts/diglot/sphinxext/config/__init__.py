"""What conf.py says: the settings, and finding and reading a project without building it."""
