//! What screens say of what is kept where: other words where a server grades than where the device does.

use domain::Campaign;
use domain::campaign::FieldKind;

/// The words of one way to play.
pub struct Terms {
    /// Before handing in: what happens without a network.
    pub hand_in: &'static str,
    /// Under the fields that ask for a name or a number.
    pub personal: fn(&Campaign) -> &'static str,
    /// What lies with the organiser.
    pub organiser: fn(&Campaign) -> String,
    /// What deleting deletes.
    pub delete: &'static str,
    /// After practice: the hook and the word of the button for more of it.
    pub more: (&'static str, &'static str),
    /// In a result, above the questions, as HTML: where the prize step is filled in. Empty where the device knows of none.
    pub prizes: &'static str,
    /// Among one's own things, below the records, as HTML: where wins are filled in.
    pub wins: &'static str,
}

/// Where the device draws and grades.
pub static DEVICE: Terms = Terms {
    hand_in: "答案和成绩都存在这台设备上，只算一次。",
    personal: |_| "只用于这次活动，存在这台设备上。",
    organiser: |_| "这个活动只存在这台设备上，不会自己往外送。主办单位的人在这台设备上可以取走得分、地区和单位，没有姓名。".to_owned(),
    delete: "这台设备上所有活动的答题记录、错题本和没交的答卷都会删除。",
    more: ("data-practise", "再练一次"),
    prizes: "",
    wins: "",
};

/// Where a server does.
pub static SERVER: Terms = Terms {
    hand_in: "答卷先存在这台设备上，连上网自动送出，只算一次。截止前请连一次网。",
    personal: asked,
    organiser: served,
    delete: "这台设备上所有活动的答题记录、错题本、领奖码、没交和没送出的答卷都会删除。已经送到主办单位的不会删。",
    more: ("data-mine", "看错题本"),
    prizes: "<div data-prizes></div>",
    wins: "<div data-wins></div>",
};

/// Where members of the roster are asked, their number makes the key of a row (`server::hall::of_member`) and their name rests nowhere.
fn asked(campaign: &Campaign) -> &'static str {
    if campaign.identity.roster {
        "用来对照花名册，认出是同一个人；编号和姓名不和成绩存在一起。这台设备会记住，下次不用再填。"
    } else {
        "只用于这次活动，交给主办单位保存；这台设备会记住，下次不用再填。"
    }
}

/// What lies with the organiser goes by what the campaign asks, and when.
fn served(campaign: &Campaign) -> String {
    let identity = &campaign.identity;
    let asks = |kinds: &[FieldKind]| identity.fields.iter().any(|field| kinds.contains(&field.kind));
    let personal = asks(&[FieldKind::Name, FieldKind::Phone, FieldKind::Number]);
    let place = match (identity.roster, asks(&[FieldKind::Region])) {
        (true, true) => "、地区、花名册上的单位",
        (true, false) => "、花名册上的单位",
        (false, is_region) if is_region || asks(&[FieldKind::Unit]) => "、地区和单位",
        _ => "",
    };
    let who = match (identity.roster, personal) {
        (true, _) => "，记在由编号算出的代号下，没有编号和姓名；主办单位拿花名册对照，能看出谁参加过",
        (_, true) => "，和填写的信息记在一起",
        _ => "，记在一个随机编号下，没有姓名",
    };
    let won = if identity.of_winners.is_empty() {
        String::new()
    } else {
        format!("中奖登记后，多一份加密的联系方式，领奖结束满{}天自动删除。", campaign.claims.kept_days)
    };
    format!("每次的得分和用时{place}{who}。{won}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::campaign::{Field, Identity};

    fn check(of_winners: bool, kind: FieldKind) -> String {
        let fields = vec![Field { kind, label: String::new(), required: true }];
        let identity =
            if of_winners { Identity { of_winners: fields, ..Identity::default() } } else { Identity { fields, ..Identity::default() } };
        served(&Campaign { identity, ..Campaign::default() })
    }

    #[test]
    fn who_is_asked_by_the_roster_reads_what_is_kept_of_it() {
        let field = |kind: FieldKind| Field { kind, label: String::new(), required: true };
        let fields = vec![field(FieldKind::Number), field(FieldKind::Name)];
        let campaign = Campaign { identity: Identity { roster: true, fields, ..Identity::default() }, ..Campaign::default() };
        let kept = served(&campaign);
        let expected = "每次的得分和用时、花名册上的单位，记在由编号算出的代号下，没有编号和姓名；主办单位拿花名册对照，能看出谁参加过。";
        assert_eq!(kept, expected);
        assert!(!(SERVER.personal)(&campaign).contains("交给主办单位") && (SERVER.personal)(&Campaign::default()).contains("交给主办单位"));
    }

    #[test]
    fn no_screen_says_nameless_where_a_name_is_asked_first() {
        assert!(!check(false, FieldKind::Name).contains("没有姓名"));
        assert!(check(false, FieldKind::Unit).contains("地区和单位") && check(false, FieldKind::Unit).contains("没有姓名"));
        assert!(check(true, FieldKind::Phone).contains("满30天自动删除"));
    }
}
