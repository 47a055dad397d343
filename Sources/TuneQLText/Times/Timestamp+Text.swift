extension Timestamp {
    /// RFC 3339 in UTC, with 0, 3, 6 or 9 fraction digits as it needs.
    package var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(30)
        append(date: "-", time: ":", to: &bytes)
        switch nanoseconds {
        case 0: break
        case _ where nanoseconds % 1_000_000 == 0:
            bytes.append(number: nanoseconds / 1_000_000, width: 3, after: ".")
        case _ where nanoseconds % 1_000 == 0:
            bytes.append(number: nanoseconds / 1_000, width: 6, after: ".")
        default: bytes.append(number: nanoseconds, width: 9, after: ".")
        }
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// AWS's form of a time: `20260101T000000Z`, without a fraction.
    package var compactText: String {
        var bytes: [UInt8] = []
        append(date: nil, time: nil, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(
        date dash: Unicode.Scalar?,
        time colon: Unicode.Scalar?,
        to bytes: inout [UInt8]
    ) {
        let time = (seconds % 86_400 + 86_400) % 86_400
        let (year, month, day) = Calendar.date(ofDay: (seconds - time) / 86_400)
        bytes.append(number: year, width: 4)
        bytes.append(number: month, width: 2, after: dash)
        bytes.append(number: day, width: 2, after: dash)
        bytes.append(number: time / 3600, width: 2, after: "T")
        bytes.append(number: time / 60 % 60, width: 2, after: colon)
        bytes.append(number: time % 60, width: 2, after: colon)
    }
}

extension [UInt8] {
    fileprivate mutating func append(
        number: Int64,
        width: Int,
        after character: Unicode.Scalar? = nil
    ) {
        if let character { append(UInt8(ascii: character)) }
        var unit: Int64 = 1
        for _ in 1..<width { unit *= 10 }
        while unit > 0 {
            append(0x30 + UInt8(truncatingIfNeeded: number / unit % 10))
            unit /= 10
        }
    }
}
