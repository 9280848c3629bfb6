from site_books import copy_book, salon

__all__ = ["copy_book", "salon"]
