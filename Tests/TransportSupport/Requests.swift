package import TuneQLTransport

/// A GET of some URL, for errors that need a request.
package let getRequest = HTTPRequest(method: "GET", url: "https://host.example/v1/jobs")

/// A POST of some URL, for errors that need a request.
package let postRequest = HTTPRequest(method: "POST", url: "https://host.example/v1/jobs")
