//! Where in a document the reader is, and what an open element was taken for.

/// Where the reader is: the same name means another thing in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among paragraphs and runs.
    Text,
    /// In the properties of a paragraph.
    Paragraph,
    /// In the properties of the end of a paragraph.
    End,
    /// In the properties of a run.
    Run,
    /// In the properties of a row.
    Row,
    /// In the properties of a cell.
    Cell,
    /// In the properties of a control, or of a field of a form.
    Control,
    /// In a drawing or a picture.
    Drawing,
    /// In a formula.
    Formula,
}

/// What an element was taken for, so that its end undoes what its beginning did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Nothing: what is in it counts as if it were not there.
    Plain,
    /// It is left out with all that is in it.
    Skipped,
    /// Another place; the one before.
    Within(Place),
    /// The properties of a paragraph.
    Properties(Place),
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// A table too deep to be one.
    Deep,
    /// A row.
    Row,
    /// A cell.
    Cell,
    /// Text.
    Text,
    /// What a field is made by.
    Instruction,
    /// A link.
    Link,
    /// A field of a form.
    Field(Place),
    /// A formula.
    Formula(Place),
    /// A text box, the place around it, and whether it is one of its own.
    TextBox(Place, bool),
    /// Several ways to say the same; whether one around it was chosen.
    Ways(bool),
}
