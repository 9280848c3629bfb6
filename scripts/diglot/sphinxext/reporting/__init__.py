"""What a build reports: warnings as diagnostics, and progress."""
