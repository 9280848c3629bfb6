from browser.chromium import chromium, watch
from parallel_books import pairs
from site_books import copy_book, salon

__all__ = ["chromium", "copy_book", "pairs", "salon", "watch"]
