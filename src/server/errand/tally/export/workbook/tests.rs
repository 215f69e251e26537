//! What a workbook says when it is read again.
