package import TuneQLJSON

/// The values that a manifest of resources lists as names and values.
///
/// A manifest is a list: `- name: my_job`, `props:`, and below it `- name: baseModel`,
/// `value: …`. An object is written as a list of its members in the same form.
package enum ManifestValues {
    /// The values of a manifest by name; nil for what is none.
    ///
    /// Those of several resources are members of objects that have the resources' names.
    package static func values(of manifest: JSONValue) -> JSONObject? {
        guard let resources = manifest.array, !resources.isEmpty else { return nil }
        var objects: [JSONMember] = []
        for resource in resources {
            guard let name = resource["name"]?.string, let object = object(resource["props"]) else {
                return nil
            }
            objects.append(JSONMember(name: name, value: .object(object)))
        }
        return objects.count == 1 ? objects[0].value.object : JSONObject(objects)
    }

    /// The object that a list of names and values stands for; nil for another value.
    private static func object(_ props: JSONValue?) -> JSONObject? {
        guard let members = props?.array else { return nil }
        guard members.allSatisfy(isMember) else { return nil }
        return JSONObject(
            members.map { member in
                JSONMember(
                    name: member["name"]?.string ?? "",
                    value: value(member["value"] ?? .null)
                )
            }
        )
    }

    private static let keys: Set<String> = ["name", "value", "description"]

    private static func isMember(_ value: JSONValue) -> Bool {
        guard let object = value.object, object["name"]?.string != nil else { return false }
        return object.names.allSatisfy { keys.contains($0) }
    }

    /// A value in which lists of names and values became objects.
    package static func value(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements):
            if !elements.isEmpty, let object = object(value) { return .object(object) }
            return .array(elements.map(self.value))
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.map { JSONMember(name: $0.name, value: self.value($0.value)) }
                )
            )
        default: return value
        }
    }
}
