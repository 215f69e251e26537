//! Word documents.

pub mod docx;
