"""The command line: arguments, printing, progress and exit codes."""
