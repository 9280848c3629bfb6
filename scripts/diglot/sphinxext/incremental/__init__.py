"""What an incremental build must make again, and what it must remove."""
