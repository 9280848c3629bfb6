from parallel_books import copy_pairs, pairs, themed_pairs
from site_books import copy_book, salon

__all__ = ["copy_book", "copy_pairs", "pairs", "salon", "themed_pairs"]
