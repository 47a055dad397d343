import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// A signed request to AWS, which Google forwards to identify its signer.
struct AWSSubjectToken: SubjectTokenSource {
    /// The address that returns the machine's region; nil if only variables give it.
    let regionURL: String?
    /// The address that returns the machine's temporary key; nil if only variables give one.
    let keyURL: String?
    /// The address that starts a session of the metadata service; nil for its first version.
    let sessionURL: String?
    /// The URL of the request to sign, with `{region}`.
    let questionURL: String
    let audience: String
    let exchange: TokenExchange

    private static let sessionField = "X-aws-ec2-metadata-token"
    private static let sessionSeconds = "300"

    private var environment: CredentialEnvironment { exchange.environment }

    func subjectToken() async throws(CredentialError) -> String {
        let headers = try await sessionHeaders()
        let region = try await region(headers)
        let key = try await key(headers)
        Redactor.shared.register(key.secret)
        if let token = key.sessionToken { Redactor.shared.register(token) }
        return question(signedBy: key, in: region)
    }

    /// The signed request as JSON, encoded as Google expects it.
    private func question(signedBy key: AWSSignature.Key, in region: String) -> String {
        let url = questionURL.split(separator: "{region}").joined(separator: region)
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let host = String(rest.prefix { !"/?".contains($0) })
        let query = rest.drop { $0 != "?" }.dropFirst().split(separator: "&").map(String.init)
        let path = String(rest.dropFirst(host.count).prefix { $0 != "?" })
        let time = Timestamp(seconds: environment.now()).compactText
        var fields = [
            HTTPField(name: "host", value: host), HTTPField(name: "x-amz-date", value: time),
            HTTPField(name: "x-goog-cloud-target-resource", value: audience),
        ]
        if let token = key.sessionToken {
            fields.append(HTTPField(name: "x-amz-security-token", value: token))
        }
        let service = host.prefix { $0 != "." }
        let signature = AWSSignature(key: key, region: region, service: String(service))
        let authorization = signature.authorization(
            "POST",
            path: path.isEmpty ? "/" : path,
            query: query,
            headers: fields,
            time: time
        )
        fields.append(HTTPField(name: "Authorization", value: authorization))
        let headers = fields.map {
            ["key": .string($0.name), "value": .string($0.value)] as JSONValue
        }
        let body: JSONValue = [
            "url": .string(url), "method": "POST", "headers": .array(headers),
        ]
        let token = PercentEncoding.encode(body.text)
        // The request has public parts; only the signature makes it a secret.
        Redactor.shared.register(token, isReadable: true)
        if let sign = authorization.lastIndex(of: "=") {
            Redactor.shared.register(String(authorization[sign...].dropFirst()))
        }
        return token
    }

    // MARK: Values from the machine

    private func region(_ headers: [HTTPField]) async throws(CredentialError) -> String {
        if let region = environment.variable("AWS_REGION")
            ?? environment.variable("AWS_DEFAULT_REGION")
        {
            return try checked(region, isRegion: "AWS_REGION")
        }
        guard let regionURL else {
            throw missing("the region", help: "set AWS_REGION")
        }
        // The response is a zone, which is the region and a letter.
        let zone = try await text(regionURL, headers)
        return try checked(String(zone.dropLast()), isRegion: regionURL)
    }

    private func checked(
        _ region: String,
        isRegion place: String
    ) throws(CredentialError) -> String {
        let isPlain = region.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || $0.isDigit || $0 == 0x2D
        }
        guard isPlain, !region.isEmpty else {
            throw CredentialError(
                .unreadable,
                "\(ReadableText.line(place)) gives '\(ReadableText.line(region))', which is not "
                    + "an AWS region"
            )
        }
        return region
    }

    private func key(_ headers: [HTTPField]) async throws(CredentialError) -> AWSSignature.Key {
        if let key = keyOfVariables { return key }
        guard let keyURL else {
            throw missing("a key", help: "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        }
        let role = try await text(keyURL, headers)
        let body = try await text("\(keyURL)/\(PercentEncoding.encode(role))", headers)
        guard let json = try? JSONValue(parsing: body), let id = json["AccessKeyId"]?.string,
            let secret = json["SecretAccessKey"]?.string
        else {
            throw CredentialError(
                .refused,
                "the metadata server of AWS returned no key for \(ReadableText.line(role))"
            )
        }
        return AWSSignature.Key(id: id, secret: secret, sessionToken: json["Token"]?.string)
    }

    private var keyOfVariables: AWSSignature.Key? {
        guard let id = environment.variable("AWS_ACCESS_KEY_ID"),
            let secret = environment.variable("AWS_SECRET_ACCESS_KEY")
        else { return nil }
        let token = environment.variable("AWS_SESSION_TOKEN")
        return AWSSignature.Key(id: id, secret: secret, sessionToken: token)
    }

    /// The fields of a session, which is started only if the metadata service is needed.
    private func sessionHeaders() async throws(CredentialError) -> [HTTPField] {
        let hasRegion =
            environment.variable("AWS_REGION") ?? environment.variable("AWS_DEFAULT_REGION")
        guard let sessionURL, keyOfVariables == nil || hasRegion == nil else { return [] }
        var request = HTTPRequest(
            method: "PUT",
            url: sessionURL,
            headers: [
                HTTPField(name: "\(Self.sessionField)-ttl-seconds", value: Self.sessionSeconds)
            ]
        )
        request.isDirect = true
        let response = try await exchange.successfulResponse(to: request)
        let token = String(decoding: response.body, as: UTF8.self)
        Redactor.shared.register(token)
        return [HTTPField(name: Self.sessionField, value: ReadableText.line(token))]
    }

    private func text(_ url: String, _ headers: [HTTPField]) async throws(CredentialError) -> String
    {
        var request = HTTPRequest(method: "GET", url: url, headers: headers)
        request.isDirect = true
        let response = try await exchange.successfulResponse(to: request)
        return String(decoding: response.body, as: UTF8.self)
    }

    private func missing(_ what: String, help: String) -> CredentialError {
        CredentialError(
            .missing,
            "\(exchange.source) needs \(what) of AWS, which no variable and no URL in it provides",
            help: help
        )
    }
}
