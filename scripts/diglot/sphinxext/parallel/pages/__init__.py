"""Pages that show two languages: two doctrees merged into one, for any builder of HTML."""
