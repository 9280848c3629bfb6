from browser.live_books import book, page

__all__ = ["book", "page"]
