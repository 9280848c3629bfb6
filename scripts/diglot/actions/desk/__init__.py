"""What the translator's desk knows and does: messages, saving, help and checks; no HTTP."""
