namespace Pipeline.Aws.Models;

/// <summary>The types a botocore shape can have.</summary>
internal enum ShapeType
{
    Structure,
    List,
    Map,
    String,
    Character,
    Integer,
    Long,
    Float,
    Double,
    BigDecimal,
    BigInteger,
    Boolean,
    Timestamp,
    Blob,
}
