"""The markup of messages and pages, parsed as their builds parse it."""
