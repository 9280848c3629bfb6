from browser.chromium import watch
from parallel_books import pairs, themed_pairs
from site_books import copy_book, salon

__all__ = ["copy_book", "pairs", "salon", "themed_pairs", "watch"]
