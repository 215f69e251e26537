//! What the campaign asks of a person, and nothing more.

use crate::shell::{self, button};
use crate::terms::Terms;
use crate::{escape, icon};
use domain::Campaign;
use domain::campaign::{Field, FieldFault, FieldKind};
use domain::region;

/// The screen, with what was answered before.
#[must_use]
pub fn screen(campaign: &Campaign, known: &[String], terms: &Terms) -> String {
    let asked = &campaign.identity.fields;
    let personal = asked.iter().any(|field| matches!(field.kind, FieldKind::Name | FieldKind::Phone | FieldKind::Number));
    let title = if personal { "填写信息" } else { "地区和单位" };
    let why = if personal {
        (terms.personal)(campaign)
    } else {
        "只用来按地区、单位统计人次。不收集姓名，这台设备会记住，下次不用再填。"
    };
    let main = format!("<p class=\"dim\">{why}</p>{}", fields(campaign, asked, known));
    shell::screen(title, "", &main, &button("ink", "data-continue", "继续"))
}

/// Fields that the campaign asks for, with what was answered before.
#[must_use]
pub fn fields(campaign: &Campaign, asked: &[Field], known: &[String]) -> String {
    asked
        .iter()
        .enumerate()
        .map(|(n, field)| {
            let answer = known.get(n).map_or("", String::as_str);
            match field.kind {
                FieldKind::Region => cascade(n, field, &campaign.identity.regions, answer),
                _ => line(n, field, answer),
            }
        })
        .collect()
}

fn head(field: &Field) -> String {
    let optional = if field.required { "" } else { "<span class=\"s dim\">　可以不填</span>" };
    format!("<span><b>{}</b>{optional}</span>", escape(&field.label))
}

fn line(n: usize, field: &Field, answer: &str) -> String {
    let keyboard = if field.kind == FieldKind::Phone { "tel" } else { "text" };
    format!(
        "<div class=\"stack\"><label class=\"asked\" for=\"field{n}\">{}</label><span class=\"field\"><input id=\"field{n}\" type=\"{keyboard}\" autocomplete=\"off\" value=\"{}\" aria-describedby=\"fault{n}\"></span><p class=\"s sign no\" id=\"fault{n}\" role=\"alert\"></p></div>",
        head(field),
        escape(answer)
    )
}

fn cascade(n: usize, field: &Field, regions: &[String], answer: &str) -> String {
    format!(
        "<div class=\"stack\" role=\"group\" aria-labelledby=\"head{n}\"><p id=\"head{n}\">{}</p><label class=\"field\">{}<span class=\"vh\">搜索地区</span><input id=\"field{n}\" type=\"search\" data-search placeholder=\"搜索，如乡镇、街道的名字\" autocomplete=\"off\" aria-describedby=\"fault{n}\"></label>\
         <p class=\"s sign no\" id=\"fault{n}\" role=\"alert\"></p><div data-cascade=\"{n}\" data-picked=\"{}\">{}</div></div>",
        head(field),
        icon::SEARCH,
        escape(answer),
        regions_below(regions, &parent(answer), answer)
    )
}

/// The path above a region.
#[must_use]
pub fn parent(path: &str) -> String {
    path.rsplit_once('/').map_or_else(String::new, |(above, _)| above.to_owned())
}

/// The crumbs of `under` and what may be picked right below it, with `answer` picked.
#[must_use]
pub fn regions_below(regions: &[String], under: &str, answer: &str) -> String {
    let names: Vec<&str> = region::parts(under).collect();
    let mut crumbs = String::new();
    for (depth, name) in names.iter().enumerate() {
        crumbs += &format!("<button type=\"button\" data-crumb=\"{}\">{}</button>", escape(&names[..depth].join("/")), escape(name));
    }
    let ask = if names.is_empty() { "请选地区" } else { "请选下一级" };
    let rows: String = region::below(regions, &names)
        .into_iter()
        .map(|name| {
            let path = names.iter().copied().chain([name]).collect::<Vec<_>>().join("/");
            row(regions, name, &path, answer)
        })
        .collect();
    format!(
        "<nav class=\"crumbs\" aria-label=\"已选的地区\">{crumbs}<button type=\"button\" aria-current=\"step\">{ask}</button></nav><div class=\"choices tight\" role=\"group\" aria-label=\"地区\">{rows}</div>"
    )
}

/// The regions whose names hold `words`.
#[must_use]
pub fn regions_found(regions: &[String], words: &str, answer: &str) -> String {
    let found = region::search(regions, words, 30);
    if found.is_empty() {
        return "<p class=\"dim\" role=\"status\">没有找到，换一个字试试</p>".into();
    }
    let rows: String = found.into_iter().map(|path| row(regions, &path.replace('/', " › "), path, answer)).collect();
    format!("<div class=\"choices tight\" role=\"group\" aria-label=\"找到的地区\">{rows}</div>")
}

/// A region that can be the answer is a choice; one that only holds others is a button that opens them.
fn row(regions: &[String], shown: &str, path: &str, answer: &str) -> String {
    let (value, shown) = (escape(path), escape(shown));
    if regions.iter().any(|region| region == path) {
        let checked = if path == answer { " checked" } else { "" };
        format!(
            "<label class=\"choice\"><input type=\"radio\" name=\"region\" value=\"{value}\" data-region{checked}><span>{shown}</span>{}</label>",
            icon::PICKED
        )
    } else {
        format!(
            "<button type=\"button\" class=\"choice into\" data-into=\"{value}\"><span>{shown}</span><span class=\"end\">{}</span></button>",
            icon::ONWARD
        )
    }
}

/// What is wrong with an answer, and what would be right.
#[must_use]
pub fn fault(fault: FieldFault) -> String {
    let words = match fault {
        FieldFault::Missing => "这一项要填".to_owned(),
        FieldFault::PhoneLength(n) if n < 11 => format!("少{}位，手机号应是11位", 11 - n),
        FieldFault::PhoneLength(n) => format!("多{}位，手机号应是11位", n - 11),
        FieldFault::NoPhone => "手机号只有数字，以1开头".to_owned(),
        FieldFault::NoNumber => "只能填数字和字母".to_owned(),
        FieldFault::NoRegion => "请选到最后一级".to_owned(),
        FieldFault::TooLong => "太长了，请写在60个字以内".to_owned(),
    };
    format!("{}{words}", icon::WARN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_row() {
        let regions = vec!["\"><b>/x".to_owned()];
        let html = regions_below(&regions, "", "");
        assert!(html.contains("data-into=\"&quot;&gt;&lt;b&gt;\"") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn the_cascade_opens_where_the_answer_lies() {
        let regions = ["某市/某旗/河湾街道", "某市/某旗/城关镇"].map(str::to_owned).to_vec();
        let answer = "某市/某旗/城关镇";
        let html = regions_below(&regions, &parent(answer), answer);
        assert!(html.contains("value=\"某市/某旗/城关镇\" data-region checked"));
        assert!(html.contains("data-crumb=\"\">某市") && html.contains("data-crumb=\"某市\">某旗"));
    }
}
