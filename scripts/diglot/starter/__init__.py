"""What a new project begins with: its files, and a first page in the language of its sources."""
