/// The subject of a job: the words of its texts.
struct Theme: Sendable {
    var name: String
    var team: String
    var bucket: String
    /// Notes as people write them, with characters that are hard to handle.
    var descriptions: [String]
    /// Questions and answers of the dataset.
    var dialogues: [(user: String, model: String)]
}

extension Theme {
    /// Every theme.
    static let all: [Theme] = [
        Theme(
            name: "support-replies",
            team: "support",
            bucket: "helpdesk-tuning",
            descriptions: [
                "Cleaned tickets, EN + DE; without the \"thank you\" mails.",
                "Zweiter Lauf: nur gelöste Fälle, größerer Datensatz.\nSee wiki/tuning#42.",
            ],
            dialogues: [
                (
                    "My parcel has not moved since Monday. Können Sie helfen?",
                    "I am sorry about the delay. It left Köln this morning and arrives tomorrow."
                ),
                (
                    "The app says <error 17> & closes.",
                    "Please update to 4.2; error 17 came from an expired session."
                ),
            ]
        ),
        Theme(
            name: "contracts-fr",
            team: "legal",
            bucket: "legal-corpora",
            descriptions: [
                "Clauses de résiliation, annotées par l'équipe juridique.",
                "Only contracts > 10 pages & < 50 pages.\tTwo annotators each.",
            ],
            dialogues: [
                (
                    "Résume la clause 7 en une phrase.",
                    "Chaque partie peut résilier le contrat avec un préavis écrit de trois mois."
                ),
                (
                    "Does §12 limit liability?",
                    "Yes: to the fees of the last twelve months, except for gross negligence."
                ),
            ]
        ),
        Theme(
            name: "product-titles",
            team: "catalog",
            bucket: "shop-catalog",
            descriptions: [
                "Titles ≤ 60 characters, no ALL CAPS, colour before size.",
                "商品名の短縮。評価は人手で行う。",
            ],
            dialogues: [
                (
                    "running shoe, women, blue, 38, \"Aero 3\"",
                    "Aero 3 Women's Running Shoe, Blue, Size 38"
                ),
                ("コーヒーミル 手動 ステンレス", "手動コーヒーミル ステンレス製"),
            ]
        ),
        Theme(
            name: "sql-assistant",
            team: "data",
            bucket: "warehouse-nl2sql",
            descriptions: [
                "Questions of analysts with the query they ended up with; paths like C:\\tmp\\x removed.",
                "BigQuery dialect only; adds window functions \u{2014} see notes\u{2028}in the tracker.",
            ],
            dialogues: [
                (
                    "Revenue by month this year?",
                    "SELECT DATE_TRUNC(day, MONTH) AS m, SUM(amount) FROM sales GROUP BY m ORDER BY m"
                ),
                (
                    "How many users never bought anything?",
                    "SELECT COUNT(*) FROM users u WHERE NOT EXISTS (SELECT 1 FROM sales WHERE uid = u.id)"
                ),
            ]
        ),
        Theme(
            name: "call-summaries",
            team: "voice",
            bucket: "call-center-eu",
            descriptions: [
                "Three bullet points a call. Names are masked as [PERSON].",
                "Résumés d'appels 📞 en français, durée < 5 min.",
            ],
            dialogues: [
                (
                    "[AGENT] Hello, how can I help? [PERSON] My invoice is wrong by 12,40 €.",
                    "- Invoice disputed\n- Difference 12.40 EUR\n- Refund promised within 3 days"
                ),
                (
                    "[PERSON] I'd like to move my appointment to Friday.",
                    "- Appointment moved to Friday 10:30"
                ),
            ]
        ),
        Theme(
            name: "radiology-notes",
            team: "health",
            bucket: "deid-radiology",
            descriptions: [
                "De-identified reports; impression section as target.",
                "Same split as v2, longer context (32k), \u{00B5}-averaged F1 as metric.",
            ],
            dialogues: [
                (
                    "FINDINGS: Lungs are clear. No pleural effusion. Heart size normal.",
                    "IMPRESSION: No acute cardiopulmonary disease."
                ),
                (
                    "FINDINGS: 6 mm nodule in the right upper lobe, unchanged.",
                    "IMPRESSION: Stable 6 mm nodule; follow-up CT in 12 months."
                ),
            ]
        ),
        Theme(
            name: "tone-of-voice",
            team: "brand",
            bucket: "brand-voice",
            descriptions: [
                "Friendly, short, no exclamation marks. «Тон» спокойный.",
                "Pairs rated by 5 people each; ties dropped.",
            ],
            dialogues: [
                ("Tell me the opening hours.", "We are open from 9 to 17, Monday to Friday."),
                (
                    "Why was my order cancelled?",
                    "The last pair was sold minutes before your order. We have refunded you."
                ),
            ]
        ),
        Theme(
            name: "code-review",
            team: "platform",
            bucket: "review-comments",
            descriptions: [
                "Merged changes only; diff as input, first accepted comment as output.",
                "Adds Rust && Swift; drops generated files (*.pb.go).",
            ],
            dialogues: [
                (
                    "-    if (a = b) {\n+    if (a == b) {",
                    "Good catch. Could a test cover the branch?"
                ),
                (
                    "+    for i in 0..<items.count { sum += items[i] }",
                    "`items.reduce(0, +)` says the same in one line."
                ),
            ]
        ),
    ]
}
