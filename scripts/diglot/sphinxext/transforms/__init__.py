"""Changes to doctrees other than translation: ids, emphasis, soft line breaks, lines of images."""
