"""Paper: what readers are given of a cycle as one file to print, made by an office program from the finished workbooks and texts."""
