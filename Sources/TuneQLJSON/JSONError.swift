/// A position where a text stops being JSON.
package struct JSONError: Error, Sendable, Hashable {
    /// The problem at the position.
    package enum Reason: String, Sendable, Hashable {
        case unexpectedEnd = "the text ends in the middle of a value"
        case unexpectedByte = "a value, a name or a separator was expected"
        case badNumber = "a number is malformed"
        case badEscape = "a backslash in a string is followed by the wrong characters"
        case controlCharacter = "a string contains a control character"
        case badUTF8 = "the text is not valid UTF-8"
        case tooDeep = "values are nested too deeply"
        case trailingText = "there is more text after the value"
        case tooLarge = "the text is 4 GiB or more"
        case repeatedName = "the member that contains the rows occurs twice"
        case wrongShape = "the value does not have the expected shape"
        case unknownMember = "the response has an unexpected member"
        case otherSpelling = "a member's name is spelt differently than expected"
    }

    package var reason: Reason
    /// The position, in bytes from the start of the text.
    package var offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
