//! Workbooks made here, small and odd.

use std::io::Write as _;

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("room");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A workbook of sheets with a name, a state and rows.
fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut parts = vec![(
        "xl/styles.xml".to_owned(),
        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
         <fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"170\"/><xf fontId=\"1\"/></cellXfs></styleSheet>"
            .to_owned(),
    )];
    parts.push(("xl/sharedStrings.xml".into(), "<sst><si><t>题干</t></si><si><t>答案</t></si><si><t>甲问</t></si></sst>".into()));
    let (mut book, mut links) = (String::new(), String::new());
    for (n, (title, state, rows)) in sheets.iter().enumerate() {
        book += &format!("<sheet name=\"{title}\" sheetId=\"{n}\" state=\"{state}\" r:id=\"r{n}\"/>");
        links += &format!("<Relationship Id=\"r{n}\" Type=\"http://x/worksheet\" Target=\"worksheets/s{n}.xml\"/>");
        parts.push((format!("xl/worksheets/s{n}.xml"), format!("<worksheet>{rows}</worksheet>")));
    }
    parts.push(("xl/workbook.xml".into(), format!("<workbook><sheets>{book}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{links}</Relationships>")));
    packed(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

/// Rows of texts in lines and bars.
fn rows(text: &str) -> String {
    let cell = |cell: &str| format!("<c t=\"str\"><v>{cell}</v></c>");
    let row = |row: &str| format!("<row>{}</row>", row.split('|').map(cell).collect::<String>());
    format!("<sheetData>{}</sheetData>", text.lines().map(row).collect::<String>())
}

fn check(bytes: &[u8], items: &[&str], issues: &[&str]) {
    let (bank, told) = read(bytes);
    let item = |item: &crate::Item| {
        let key = item.letters().unwrap_or_default();
        format!("{} {} {} [{}] {key} {}", item.line, item.kind.word(), item.stem, item.choices.join("/"), item.topic)
    };
    let found: Vec<String> = bank.items.iter().map(|one| item(one).trim_end().to_owned()).collect();
    let told: Vec<String> = told.iter().map(|issue| format!("{} {} {}", issue.line, issue.code.word(), issue.about)).collect();
    assert_eq!((found, told), (items.iter().map(|t| (*t).into()).collect(), issues.iter().map(|t| (*t).into()).collect()));
}

#[test]
fn cells_show_what_their_author_saw() {
    let sheet = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>选项</t></is></c>\
                 <c r=\"F2\" t=\"s\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\"><v>1.0</v></c><c r=\"C3\" s=\"1\"><v>0.25</v></c>\
                 <c r=\"D3\" s=\"2\"><v>46360</v></c><c r=\"E3\" t=\"b\"><v>1</v></c><c r=\"F3\" t=\"str\"><f>X</f><v>B</v></c></row>\
                 <row r=\"4\"><c r=\"A4\" t=\"s\"><v>2</v></c><c r=\"B4\" t=\"e\"><v>#N/A</v></c><c r=\"C4\"><f>X</f></c><c r=\"F4\" t=\"b\"><v>0</v></c></row></sheetData>";
    check(
        &xlsx(&[("Sheet1", "visible", sheet)]),
        &["3 single 甲问 [1/25%/2026-12-04/TRUE] B", "4 judge 甲问 [] false"],
        &["4 not-kept B4 #N/A", "4 not-kept C4 公式没有算出的值"],
    );
}

#[test]
fn sheets_give_kind_and_topic() {
    let table = rows("题干|A|B|答案\n甲问|甲|乙|A");
    let sheets = [("不定项", "visible", table.as_str()), ("民法典", "visible", &table), ("说明", "visible", &rows("怎样填写"))];
    check(&xlsx(&sheets), &["2 indefinite 甲问 [甲/乙] A", "2 single 甲问 [甲/乙] A 民法典"], &[]);
    let sheets = [("判断题", "visible", rows("题干|答案\n甲问|对")), ("旧题", "hidden", table.clone())];
    let sheets = sheets.each_ref().map(|(title, state, rows)| (*title, *state, rows.as_str()));
    check(&xlsx(&sheets), &["2 judge 甲问 [] true"], &["1 left-out 隐藏的工作表“旧题”"]);
    check(&xlsx(&sheets[1..]), &["2 single 甲问 [甲/乙] A 旧题"], &[]);
    check(&xlsx(&[("说明", "hidden", &rows("怎样填写"))]), &[], &["1 no-header "]);
}

#[test]
fn what_sorts_questions_reaches_down_merged_cells() {
    let merged = "<mergeCells count=\"2\"><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/></mergeCells>";
    let table = rows("专题|题干|A|B|答案\n宪法|甲问|甲|乙|A\n||丙|丁|B\n|乙问|甲|乙|B") + merged;
    check(
        &xlsx(&[("Sheet1", "visible", &table)]),
        &["2 single 甲问 [甲/乙] A 宪法", "3 single  [丙/丁] B 宪法", "4 single 乙问 [甲/乙] B"],
        &["3 no-stem "],
    );
}

#[test]
fn sparse_and_repeated_cells_weigh_nothing() {
    let far = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"1048576\">\
               <c r=\"A1048576\" t=\"s\"><v>2</v></c><c r=\"B1048576\" t=\"b\"><v>1</v></c><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    check(&xlsx(&[("Sheet1", "visible", far)]), &["1048576 judge 甲问 [] true"], &["1048576 unknown-column XFD"]);
    let table = |rows: &str| format!("<office:spreadsheet><table:table table:name=\"Sheet1\">{rows}</table:table></office:spreadsheet>");
    let text = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let rows = format!(
        "<table:table-row>{}{}</table:table-row><table:table-row table:number-rows-repeated=\"4000000000\">\
         <table:table-cell table:number-columns-repeated=\"4000000000\"/></table:table-row>",
        text("题干"),
        text("答案")
    );
    check(&packed(&[("content.xml", &table(&rows))]), &[], &[]);
}

#[test]
fn ods_cells_show_what_their_author_saw() {
    let text = |text: &str| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[&str]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        row(&[&text("题干"), &text("选项"), &text("答案"), &text("专题")]),
        row(&[
            &text("甲<text:s text:c=\"2\"/>问<office:annotation><text:p>批注</text:p></office:annotation>"),
            "<table:table-cell><text:p>A.甲</text:p><text:p>B.乙 &amp; 丙</text:p></table:table-cell>",
            &text("B"),
            "<table:table-cell table:number-rows-spanned=\"2\"><text:p>宪法</text:p></table:table-cell>",
        ]),
        row(&[
            &text("乙问"),
            "<table:table-cell/>",
            "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>真</text:p></table:table-cell>",
            "<table:covered-table-cell/>",
        ]),
        row(&[&text("丙问"), "<table:table-cell calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>", &text("对")]),
    ];
    let xml = format!("<office:spreadsheet><table:table table:name=\"Sheet1\">{}</table:table></office:spreadsheet>", rows.concat());
    check(
        &packed(&[("content.xml", &xml)]),
        &["2 single 甲  问 [甲/乙 & 丙] B 宪法", "3 judge 乙问 [] true 宪法", "4 judge 丙问 [] true"],
        &["4 not-kept B4 #N/A"],
    );
}

#[test]
fn old_workbooks_are_read() {
    let record =
        |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &u16::try_from(data.len()).expect("short").to_le_bytes(), data].concat();
    let text = |text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&u16::try_from(units.len() / 2).expect("short").to_le_bytes()[..], &[1], &units].concat()
    };
    let cell = |row: u16, column: u16, data: &[u8]| [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], data].concat();
    let begin = record(0x0809, &[0, 6, 5, 0]);
    let end = record(0x000a, &[]);
    let sheet = [
        begin.clone(),
        record(0x0204, &cell(0, 0, &text("题干"))),
        record(0x0204, &cell(0, 1, &text("A"))),
        record(0x0204, &cell(0, 2, &text("B"))),
        record(0x0204, &cell(0, 3, &text("答案"))),
        record(0x00fd, &cell(1, 0, &[0, 0, 0, 0])),
        record(0x00bd, &[&[1, 0, 1, 0][..], &[0, 0, 6, 0, 0, 0], &[0, 0, 0xfb, 0, 0, 0], &[2, 0]].concat()),
        record(0x0006, &cell(1, 3, &[0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0])),
        record(0x0207, &text("B")),
        record(0x0204, &cell(2, 0, &text("乙问"))),
        record(0x0208, &[&[2, 0][..], &[0; 10], &[0x20, 0, 0, 0]].concat()),
        record(0x0205, &cell(2, 3, &[1, 0])),
        record(0x0006, &cell(2, 5, &[3, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0])),
        record(0x0006, &cell(2, 6, &[0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0])),
        end.clone(),
    ]
    .concat();
    let strings = record(0x00fc, &[&[1, 0, 0, 0, 1, 0, 0, 0][..], &text("甲问")].concat());
    let name = [&[2, 1][..], &[0xd5, 0x6c, 0x8b, 0x5f]].concat();
    let at = begin.len() + strings.len() + end.len() + 4 + 6 + name.len();
    let place = record(0x0085, &[&u32::try_from(at).expect("short").to_le_bytes()[..], &[0, 0], &name].concat());
    let stream = [begin, place, strings, end, sheet].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    file.create_stream("/Workbook").expect("a stream").write_all(&stream).expect("room");
    let bytes = file.into_inner().into_inner();
    check(
        &bytes,
        &["2 single 甲问 [1/0.62] B 法律", "3 judge 乙问 [] true 法律"],
        &["3 not-kept F3 公式没有算出的值", "3 not-kept G3 公式没有算出的值", "3 read-too 隐藏的第 3 行"],
    );
}

#[test]
fn locked_and_broken_files_say_so() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    file.create_stream("/EncryptedPackage").expect("a stream");
    let locked = file.into_inner().into_inner();
    check(&locked, &[], &["1 broken 文件有密码，请去掉密码再试"]);
    check(b"\xd0\xcf\x11\xe0", &[], &["1 broken 打不开"]);
    check(b"PK\x03\x04", &[], &["1 broken 打不开"]);
    check(&packed(&[("xl/x.xml", "")]), &[], &["1 broken xl/workbook.xml"]);
    check(
        &packed(&[("META-INF/manifest.xml", "<manifest:encryption-data/>"), ("content.xml", "")]),
        &[],
        &["1 broken 文件有密码，请去掉密码再试"],
    );
    let cut = "<sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c t=\"s\"><v>2</v></c><c t=\"b\"><v>1</v></c></row><row><c t=\"s\"";
    check(&xlsx(&[("Sheet1", "visible", cut)]), &["2 judge 甲问 [] true"], &["3 broken 文件不完整"]);
}

#[test]
fn what_stands_under_merged_cells_is_not_read() {
    let merged = "<mergeCells count=\"1\"><mergeCell ref=\"D2:D3\"/><mergeCell ref=\"A5:B5\"/></mergeCells>";
    let table = rows("题干|A|B|答案\n甲问|甲|乙|A\n乙问|甲|乙|B\n丙问|甲|乙|B\n丁问|甲|乙|B") + merged;
    check(
        &xlsx(&[("Sheet1", "visible", &table)]),
        &["2 single 甲问 [甲/乙] A", "3 single 乙问 [甲/乙]", "4 single 丙问 [甲/乙] B", "5 single 丁问 [/乙] B"],
        &["3 no-answer ", "5 empty-choice A", "3 left-out D3（在合并的单元格下面）：B", "5 left-out B5（在合并的单元格下面）：甲"],
    );
    let cells = |row: &str| format!("<table:table-row>{row}</table:table-row>");
    let text = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let covered = "<table:covered-table-cell><text:p>错</text:p></table:covered-table-cell>";
    let xml = cells(&(text("题干") + &text("答案"))) + &cells(&(text("甲问") + &text("对"))) + &cells(&(text("乙问") + covered));
    let xml = format!("<table:table table:name=\"判断\">{xml}</table:table>");
    check(
        &packed(&[("content.xml", &xml)]),
        &["2 judge 甲问 [] true", "3 judge 乙问 []"],
        &["3 no-answer ", "3 left-out B3（在合并的单元格下面）：错"],
    );
}

#[test]
fn what_is_struck_out_is_told() {
    let cell = |text: &str| format!("<c t=\"str\"><v>{text}</v></c>");
    let struck = |text: &str| format!("<c s=\"3\" t=\"str\"><v>{text}</v></c>");
    let part = "<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>A</t></r><r><t>B</t></r></is></c>";
    let row = |cells: &[&str]| format!("<row>{}</row>", cells.concat());
    let sheet = [
        row(&[&cell("题干"), &cell("A"), &cell("B"), &cell("答案")]),
        row(&[&cell("甲问"), &cell("甲"), &cell("乙"), part]),
        row(&[&cell("乙问"), &cell("甲"), &struck("乙"), &struck("B")]),
        row(&[&struck("丙问"), &struck("甲"), &struck("乙"), &struck("B")]),
    ];
    check(
        &xlsx(&[("Sheet1", "visible", &format!("<sheetData>{}</sheetData>", sheet.concat()))]),
        &["2 single 甲问 [甲/乙] B", "3 single 乙问 [甲]", "4 single 丙问 [甲/乙] B"],
        &[
            "3 one-choice ",
            "3 no-answer ",
            "2 left-out D2（有删除线）：A",
            "3 left-out C3（有删除线）：乙",
            "3 left-out D3（有删除线）：B",
            "4 read-too 有删除线的第 4 行",
        ],
    );
}

#[test]
fn hidden_rows_are_told() {
    let table = rows("题干|答案\n甲问|对\n乙问|错\n丙问|对\n丁问|对").replace("<row>", "<row hidden=\"1\">");
    let table = table.replacen(" hidden=\"1\"", "", 2).replace("</sheetData>", "<row hidden=\"1\"></row></sheetData>");
    let items = ["2 judge 甲问 [] true", "3 judge 乙问 [] false", "4 judge 丙问 [] true", "5 judge 丁问 [] true"];
    check(&xlsx(&[("判断", "visible", &table)]), &items, &["3 read-too 隐藏的第 3–5 行"]);
}

#[test]
fn a_sheet_that_may_have_questions_is_not_passed_over_in_silence() {
    let table = rows("题干|A|B|答案\n甲问|甲|乙|A");
    let sheets = [("Sheet1", "visible", table.as_str()), ("其他", "visible", &rows("乙问|甲|乙")), ("多选题", "visible", &rows("丙问"))];
    check(&xlsx(&sheets), &["2 single 甲问 [甲/乙] A"], &["1 left-out 工作表“其他”没有表头", "1 left-out 工作表“多选题”没有表头"]);
}

#[test]
fn formulas_that_were_not_computed_and_texts_that_are_missing_are_told() {
    let table = rows("题干|A|B|答案").replace(
        "</sheetData>",
        "<row><c t=\"s\"><v>2</v></c><c t=\"s\"><v>9</v></c><c><f t=\"shared\" si=\"0\"/></c><c t=\"str\"><v>A</v></c></row></sheetData>",
    );
    check(
        &xlsx(&[("Sheet1", "visible", &table)]),
        &["2 single 甲问 []"],
        &["2 no-choices ", "2 unclear-answer A", "2 not-kept B2 缺失的文字", "2 not-kept C2 公式没有算出的值"],
    );
}
