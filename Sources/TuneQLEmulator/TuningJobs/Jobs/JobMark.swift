/// A text in which jobs of the same contents differ.
///
/// In a job's model it is written as one character of Unicode's private-use area, so that it can
/// be found again in the model's bytes.
enum JobMark: Sendable, Hashable {
    case project, projectNumber, location, number
    case created, started, ended, updated
    /// The digits of the time of creation.
    case stamp
    /// An id of something that belongs to the job.
    case identifier(Int)

    private static let plain: [JobMark] = [
        .project, .projectNumber, .location, .number, .created, .started, .ended, .updated, .stamp,
    ]

    /// The mark as a model spells it: a character from U+E000 on.
    var character: String {
        let index =
            if case .identifier(let number) = self { Self.plain.count + number } else {
                Self.plain.firstIndex(of: self) ?? 0
            }
        return String(decoding: [0xEE, 0x80, 0x80 | UInt8(index & 0x3F)], as: UTF8.self)
    }

    /// The mark that the bytes at an offset spell.
    init?(_ bytes: [UInt8], at offset: Int) {
        guard offset + 2 < bytes.count, bytes[offset] == 0xEE, bytes[offset + 1] == 0x80 else {
            return nil
        }
        let index = Int(bytes[offset + 2] & 0x3F)
        self =
            index < Self.plain.count ? Self.plain[index] : .identifier(index - Self.plain.count)
    }

    /// The number of bytes of every mark.
    static let length = 3
}

extension Job {
    /// The text that replaces a mark; in a model, the mark itself.
    func text(of mark: JobMark, in condition: Condition) -> String {
        if isModel { return mark.character }
        switch mark {
        case .project: return place.project
        case .projectNumber: return place.projectNumber
        case .location: return place.location
        case .number: return number
        case .created: return life.created.text
        case .started: return (condition.started ?? life.started).text
        case .ended: return (condition.ended ?? life.ended).text
        case .updated: return condition.updated.text
        case .stamp: return String(life.created.text.filter(\.isWholeNumber))
        case .identifier(let index): return identifier(index)
        }
    }

    /// The id of something that belongs to the job; in a model, its mark.
    func identifier(_ index: Int) -> String {
        if isModel { return JobMark.identifier(index).character }
        var random = SeededRandom(seed: seed, stream: 100 + UInt64(index))
        return random.identifier()
    }
}
