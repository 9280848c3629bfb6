"""What a handout is, for those who print it and those who link to it."""
