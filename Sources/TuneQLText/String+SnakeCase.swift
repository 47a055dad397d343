extension StringProtocol {
    /// The spelling of protocol buffers: `create_time` for `createTime`.
    ///
    /// Only capitals of ASCII begin a word.
    package var snakeCased: String {
        var text = ""
        for character in self {
            if character.isASCII, character.isUppercase { text.append("_") }
            text += character.lowercased()
        }
        return text
    }
}
