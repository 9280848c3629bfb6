"""Translation: taking messages out of the sources and putting translations into doctrees."""
