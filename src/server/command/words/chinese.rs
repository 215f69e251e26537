//! The Chinese words of the command line: a command by its path, an option by its path and id, one that many share by `*`.

/// Every text by its key.
pub const TEXTS: &[(&str, &str)] = &[
    ("pufa", "普法：法治知识竞答与学习——开设活动、统计人次、摇号开奖、发放奖品"),
    ("* --lang", "帮助和回答用的语言：zh 或 en；不写时看 PUFA_LANG、LC_ALL、LANG"),
    ("* --json", "用一个 JSON 对象回答，出错时也是"),
    ("* --help", "显示这份帮助"),
    ("* --version", "显示版本"),
    ("* --data", "数据和密钥所在的目录（PUFA_DATA）；不写时是 data"),
    ("* --config", "配置文件（PUFA_CONFIG）；不写时用数据目录里的 pufa.toml（有的话）"),
    ("* --questions", "题库和活动所在的目录（PUFA_QUESTIONS）"),
    ("* --campaign", "活动的编号"),
    ("* --award", "奖项的编号"),
    ("serve", "开设题库和活动，或一个做好的站点，直到收到停止信号"),
    ("serve --site", "`cargo xtask dist` 做好的站点，代替 --questions（PUFA_SITE）"),
    ("serve --host", "监听的地址（PUFA_HOST）；不写时是 127.0.0.1"),
    ("serve --port", "监听的端口，0 为任一空闲端口（PUFA_PORT）；不写时是 8080"),
    ("serve --metrics", "运维人员读取运行指标的地址（PUFA_METRICS）；不写时不提供"),
    ("serve --public_address", "站点对外的网址，如 https://pufa.example.cn（PUFA_PUBLIC_ADDRESS）"),
    ("serve --trust_proxy", "前面有自己的代理，相信它写的最后一个 X-Forwarded-For（PUFA_TRUST_PROXY）"),
    ("serve --rate_sitting", "同一次答题的凭证可用多频繁（PUFA_RATE_SITTING）"),
    ("serve --rate_device", "同一台设备可开始多频繁（PUFA_RATE_DEVICE）"),
    ("serve --rate_campaign", "同一个活动可开始多频繁（PUFA_RATE_CAMPAIGN）"),
    ("serve --rate_address", "同一个网络地址可请求多频繁（PUFA_RATE_ADDRESS）"),
    ("serve --no_throttle", "不限制请求的频率，测量时用"),
    ("serve --log", "记录哪些日志：error、warn、info、debug，或 server=debug 这样的过滤（PUFA_LOG）；不写时是 info"),
    ("serve --log_format", "日志的格式：plain 文本、json，或 auto（终端上为文本，其他为 json）（PUFA_LOG_FORMAT）"),
    ("serve --print_config", "显示各项设置及其来源，不开设服务"),
    ("bank", "题库"),
    ("bank check", "检查题库：每个错误、每处该看一看的地方都写明文件和行"),
    ("bank check --dir", "题目目录，或其中一个题库"),
    ("bank check --laws", "法律文本所在的目录，用来核对每条依据和答案"),
    ("bank check --on", "所引法律应当在这一天有效；不写时是今天"),
    ("bank import", "读入现成的题：Word、Excel、手工排的文本等；列出读到的和要看一看的"),
    ("bank import --files", "要读的文件"),
    ("bank import --from", "格式：auto 自动、text、docx、xlsx、csv、json、md、aiken、gift、moodle、qti；不写时按内容判断"),
    ("bank import --bank", "题库的编号，也是文件夹名：小写字母、数字和连字符"),
    ("bank import --out", "写进这个题目目录；不写时只看不写"),
    ("bank export", "把题库写成别的格式"),
    ("bank export --dir", "一个题库的目录"),
    ("bank export --to", "格式：toml、xlsx、docx、text、moodle、gift、aiken、qti"),
    ("bank export --out", "写到这个文件；toml 写到目录"),
    ("bank export --key", "题后印上答案和解析（只用于 docx）"),
    ("bank template", "写一个供填写的 Excel 表"),
    ("bank template --out", "要写的工作簿"),
    ("law", "法律文本"),
    ("law import", "读入官方法律文本，逐条保存"),
    ("law import --files", "官方文本：.docx 或 .txt"),
    ("law import --out", "保存到这个目录；不写时是 laws"),
    ("campaign", "活动"),
    ("campaign check", "检查活动：每个问题都写明文件和行"),
    ("campaign check --path", "一个活动的文件，或题目目录"),
    ("assignment", "学习任务：人员的学习和考试"),
    ("assignment check", "检查学习任务：每个问题都写明文件和行"),
    ("assignment check --path", "一个学习任务的文件，或题目目录"),
    ("tally", "统计：人次、人数，以及由此得出的各项"),
    ("tally show", "显示人次、人数和各项比率，比率都写明分子和分母"),
    ("tally show --by", "只显示这些分组：day 日期、hour 时段、region 地区、unit 单位、channel 来源、round 轮次、score 得分；可写多次"),
    ("tally export", "把统计写成工作簿或表格"),
    ("tally export --xlsx", "写成 Excel、WPS 工作簿，含图表和全部明细"),
    ("tally export --csv", "把合计写成表格"),
    ("tally export --rows", "把明细写成表格"),
    ("tally rebuild", "按明细重新计数，改正不一致的计数"),
    ("tally rebuild --campaigns", "只做这些活动"),
    ("tally rebuild --check", "只说出哪里不一致，什么也不改"),
    ("tally merge", "合计几台设备导出的数据；同一份给两次只算一次"),
    ("tally merge --bundles", "各设备导出的文件"),
    ("tally merge --csv", "合计写到哪里"),
    ("tally merge --rows", "明细写到哪里，每人次一行"),
    ("draw", "任何人都能核对的开奖，以及排名"),
    ("draw list", "列出活动的每次开奖：何时该开、何时封存、是否已开"),
    ("draw freeze", "封存下一次到时的抽奖名单，给出应当公布的校验值"),
    ("draw freeze --out", "名单写到哪里，开奖后公布"),
    ("draw run", "用最近封存的名单开奖，或按排名发奖"),
    ("draw run --randomness", "公开的随机数：是什么、是多少，写成一行；排名不用"),
    ("draw run --out", "开奖记录写到哪里，用于公布"),
    ("draw verify", "用名单核对公布的开奖记录，只需这两个文件"),
    ("draw verify --record", "开奖记录"),
    ("draw verify --list", "抽奖名单"),
    ("draw export", "再写一次某次开奖的名单和记录"),
    ("draw export --nth", "该奖项的第几次开奖，从 1 数起；不写时是最近一次"),
    ("draw export --list", "名单写到哪里"),
    ("draw export --record", "记录写到哪里"),
    ("prize", "中奖与领奖"),
    ("prize list", "列出中奖情况，号码隐去中间几位"),
    ("prize list --award", "只列这个奖项"),
    ("prize list --state", "只列这些：open 未领、claimed 已登记、redeemed 已发放、lapsed 已过期"),
    ("prize list --reveal", "显示这一位中奖者的姓名和号码，以便联系；会记入 audit.log"),
    ("prize redeem", "登记奖品已经发放"),
    ("prize redeem --code", "中奖者出示的领奖码"),
    ("backup", "在服务运行时写出数据和密钥的一致副本"),
    ("backup --to", "放副本的新目录或空目录；里面有密钥，要像服务器一样保管"),
    ("restore", "把备份放进空的数据目录"),
    ("restore --from", "`pufa backup` 写出的目录"),
    ("user", "可以查看统计看板的用户"),
    ("user add", "增加用户；密码当场输入，或从标准输入读取"),
    ("user add --name", "登录用的名字"),
    ("user add --generate", "生成一个密码并显示一次"),
    ("user add --unit", "单位的编码：只能看这个单位和下级单位"),
    ("user add --change", "给已有的用户换新密码，并恢复登录"),
    ("user list", "列出用户"),
    ("user disable", "停用一个用户"),
    ("user disable --name", "登录用的名字"),
    ("key", "封存凭证和个人信息的密钥"),
    ("key rotate", "换一把新密钥用于封存，旧的仍能打开"),
];

const VALUES: &[(&str, &str)] = &[
    ("LANGUAGE", "语言"),
    ("DIR", "目录"),
    ("ID", "编号"),
    ("FILE", "文件"),
    ("FILE|DIR", "文件或目录"),
    ("FILE.xlsx", "文件.xlsx"),
    ("FILE.csv", "文件.csv"),
    ("BUNDLE.json", "导出文件.json"),
    ("TALLY.csv", "合计.csv"),
    ("ROWS.csv", "明细.csv"),
    ("ADDRESS", "地址"),
    ("ADDRESS:PORT", "地址:端口"),
    ("PORT", "端口"),
    ("URL", "网址"),
    ("BURST/SECOND", "一次/每秒"),
    ("LEVEL", "级别"),
    ("FORMAT", "格式"),
    ("CAMPAIGN", "活动"),
    ("AWARD", "奖项"),
    ("GROUPS", "分组"),
    ("TEXT", "文字"),
    ("NUMBER", "次序"),
    ("RECORD", "记录"),
    ("STATE", "状态"),
    ("CODE", "领奖码"),
    ("NAME", "名字"),
    ("YYYY-MM-DD", "年-月-日"),
];

/// What stands below the options.
const AFTER: &[(&str, &str)] = &[
    (
        "",
        "退出码：0 正常；1 发现问题或没有办成；2 命令用错。\n设置依次取自选项、环境变量（PUFA_…）、配置文件、默认值，前者优先；见 `pufa serve --help`。",
    ),
    (
        "serve",
        "每项设置也可以写在环境变量里（PUFA_PORT=8080），或配置文件里（port = 8080）。\n选项优先于环境变量，环境变量优先于配置文件，配置文件优先于默认值。\n配置文件是 --config 指定的那个，不写时是数据目录里的 pufa.toml（有的话）；其中的路径从它所在的目录算起。",
    ),
];

/// The text of a key.
pub fn text(key: &str) -> Option<&'static str> {
    find(TEXTS, key)
}

/// What a value is called.
pub fn value(name: &str) -> Option<&'static str> {
    find(VALUES, name)
}

/// What stands below the options of a command.
pub fn after(path: &str) -> Option<&'static str> {
    find(AFTER, path)
}

fn find(table: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == key).map(|(_, text)| *text)
}
