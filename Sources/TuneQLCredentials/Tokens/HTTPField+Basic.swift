import TuneQLText
import TuneQLTransport

extension HTTPField {
    /// The field with a name and a password, as in RFC 7617.
    static func basic(_ name: String, _ password: String) -> HTTPField {
        let text = Base64.encoded(Array("\(name):\(password)".utf8))
        Redactor.shared.register(text)
        return HTTPField(name: "Authorization", value: "Basic \(text)")
    }
}
