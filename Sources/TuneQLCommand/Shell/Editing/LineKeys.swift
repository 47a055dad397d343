import CEdit

/// The keys that edit a line, beyond those that libedit knows.
enum LineKeys {
    /// Keys that nobody types, which draw the line again.
    static let redraw = Array("\u{1B}[990~".utf8)

    private static let bindings = [
        (#"\e[990~"#, "ed-redisplay"),
        // Alt and Ctrl with the arrows, as xterm, and as rxvt and older terminals send them.
        (#"\e[1;3C"#, "em-next-word"), (#"\e[1;3D"#, "ed-prev-word"),
        (#"\e[1;5C"#, "em-next-word"), (#"\e[1;5D"#, "ed-prev-word"),
        (#"\e\e[C"#, "em-next-word"), (#"\e\e[D"#, "ed-prev-word"),
        (#"\eOc"#, "em-next-word"), (#"\eOd"#, "ed-prev-word"),
        ("^W", "ed-delete-prev-word"), ("^L", "ed-clear-screen"), ("^R", "em-inc-search-prev"),
        ("^U", "vi-kill-line-prev"),
        (#"\e[H"#, "ed-move-to-beg"), (#"\e[F"#, "ed-move-to-end"),
        (#"\e[1~"#, "ed-move-to-beg"), (#"\e[4~"#, "ed-move-to-end"),
        (#"\e[3~"#, "ed-delete-next-char"),
    ]

    /// Binds the keys; libedit must have been started.
    static func bind() {
        for (key, command) in bindings { rl_parse_and_bind("bind '\(key)' \(command)") }
    }
}
