"""What translations do, read off their parsed markup before anything of it is run."""
