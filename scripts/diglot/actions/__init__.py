"""What a person asks for: each action returns a report."""
