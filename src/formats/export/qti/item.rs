//! A question as an item.

use crate::export::escape::{xhtml, xml};
use crate::interchange::lines::letter;
use crate::{Item, Key, Kind};

const RIGHT: &str = "<qti-response-processing template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml\"/>";
/// The points of the question for the right response.
const WORTH: &str = "<qti-response-processing><qti-response-condition><qti-response-if>\
    <qti-match><qti-variable identifier=\"RESPONSE\"/><qti-correct identifier=\"RESPONSE\"/></qti-match>\
    <qti-set-outcome-value identifier=\"SCORE\"><qti-variable identifier=\"MAXSCORE\"/></qti-set-outcome-value>\
    </qti-response-if></qti-response-condition></qti-response-processing>";

/// Writes one.
pub fn write(item: &Item, number: usize) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"q{number}\" title=\"{number}\" \
        xml:lang=\"zh-CN\" adaptive=\"false\" time-dependent=\"false\">\n"
    );
    let (declared, interaction) = asked(item);
    out.push_str(&declared);
    out.push_str("<qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" base-type=\"float\"/>\n");
    if let Some(points) = item.points {
        out.push_str(&outcome("MAXSCORE", "float", &points.to_string()));
    }
    if !item.explain.is_empty() {
        out.push_str(&outcome("FEEDBACK", "identifier", "answered"));
    }
    out.push_str(&format!("<qti-item-body>\n{}{interaction}</qti-item-body>\n", paragraphs(&item.stem)));
    if item.key.is_some() && declared.matches("<qti-response-declaration").count() == 1 && item.kind != Kind::Short {
        out.push_str(if item.points.is_some() { WORTH } else { RIGHT });
        out.push('\n');
    }
    if !item.explain.is_empty() {
        out.push_str(&format!(
            "<qti-modal-feedback outcome-identifier=\"FEEDBACK\" identifier=\"answered\" show-hide=\"show\"><qti-content-body>{}</qti-content-body></qti-modal-feedback>\n",
            paragraphs(&item.explain)
        ));
    }
    out.push_str("</qti-assessment-item>\n");
    out
}

/// What is declared, and where it is asked for.
fn asked(item: &Item) -> (String, String) {
    match (item.kind, &item.key) {
        (Kind::Single | Kind::Multiple | Kind::Indefinite, key) => {
            let places: Vec<_> = if let Some(Key::Choices(set)) = key { set.places().collect() } else { Vec::new() };
            let values: Vec<_> = places.into_iter().map(|place| letter(place).to_string()).collect();
            let choices = item.choices.iter().enumerate().map(|(place, choice)| (letter(place).to_string(), choice.as_str()));
            let is_single = item.kind == Kind::Single;
            (response("RESPONSE", if is_single { "single" } else { "multiple" }, "identifier", &values), choice(is_single, choices))
        }
        (Kind::Judge, key) => {
            let values: Vec<_> = if let Some(Key::Truth(truth)) = key { vec![truth.to_string()] } else { Vec::new() };
            let choices = [("true".to_owned(), "正确"), ("false".to_owned(), "错误")].into_iter();
            (response("RESPONSE", "single", "identifier", &values), choice(true, choices))
        }
        (Kind::Blank, key) => {
            let texts =
                if let Some(Key::Texts(texts)) = key { texts.iter().map(|text| vec![text.clone()]).collect() } else { vec![Vec::new()] };
            let name = |place: usize| if place == 0 { "RESPONSE".to_owned() } else { format!("RESPONSE{}", place + 1) };
            let declared = texts.iter().enumerate().map(|(place, texts)| response(&name(place), "single", "string", texts)).collect();
            let entry = |place| format!("<p><qti-text-entry-interaction response-identifier=\"{}\"/></p>\n", name(place));
            (declared, (0..texts.len()).map(entry).collect())
        }
        (Kind::Short, key) => {
            let texts = if let Some(Key::Texts(texts)) = key { texts.as_slice() } else { &[] };
            let interaction = "<qti-extended-text-interaction response-identifier=\"RESPONSE\"/>\n".to_owned();
            (response("RESPONSE", "single", "string", texts), interaction)
        }
    }
}

fn response(identifier: &str, cardinality: &str, what: &str, values: &[String]) -> String {
    let values: String = values.iter().map(|value| format!("<qti-value>{}</qti-value>", xml(value))).collect();
    let right = if values.is_empty() { values } else { format!("<qti-correct-response>{values}</qti-correct-response>") };
    format!(
        "<qti-response-declaration identifier=\"{identifier}\" cardinality=\"{cardinality}\" base-type=\"{what}\">{right}</qti-response-declaration>\n"
    )
}

fn outcome(identifier: &str, what: &str, value: &str) -> String {
    format!(
        "<qti-outcome-declaration identifier=\"{identifier}\" cardinality=\"single\" base-type=\"{what}\">\
        <qti-default-value><qti-value>{value}</qti-value></qti-default-value></qti-outcome-declaration>\n"
    )
}

fn choice<'a>(is_single: bool, choices: impl Iterator<Item = (String, &'a str)>) -> String {
    let most = if is_single { 1 } else { 0 };
    let choices: String = choices
        .map(|(identifier, text)| {
            format!("<qti-simple-choice identifier=\"{identifier}\">{}</qti-simple-choice>\n", xhtml(text).replace('\n', "<br/>"))
        })
        .collect();
    format!(
        "<qti-choice-interaction response-identifier=\"RESPONSE\" shuffle=\"false\" max-choices=\"{most}\">\n{choices}</qti-choice-interaction>\n"
    )
}

fn paragraphs(text: &str) -> String {
    text.lines().map(|line| format!("<p>{}</p>\n", xhtml(line))).collect()
}
