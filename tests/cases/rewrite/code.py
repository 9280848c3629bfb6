# ANCHOR: part
# --8<-- [start:part]
# #region part
x = 1
# #endregion part
# --8<-- [end:part]
# ANCHOR_END: part
