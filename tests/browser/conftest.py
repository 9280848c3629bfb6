from browser.chromium import watch
from parallel_books import pairs
from site_books import copy_book, salon

__all__ = ["copy_book", "pairs", "salon", "watch"]
