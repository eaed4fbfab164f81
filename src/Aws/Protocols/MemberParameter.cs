using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols;

/// <summary>A structure's member and the value it is given.</summary>
internal readonly record struct MemberParameter(Member Member, Parameter Parameter);
