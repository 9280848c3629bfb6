from browser.chromium import chromium, watch
from site_books import copy_book, salon

__all__ = ["chromium", "copy_book", "salon", "watch"]
