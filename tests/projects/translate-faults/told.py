"""A module whose docstrings are in Chinese, under heads that napoleon knows."""


def tell(what: str) -> str:
    """说一句话。

    Args:
        what: 要说的话。

    Returns:
        说完的话。

    Example:
        照着说。
    """
    return what
