"""Reads texts on a Spark cluster: parts for `consort build --from-parts`, and tables of who says what of whom.

    spark-submit --master spark://HOST:7077 --archives env.tar.gz#env --conf spark.pyspark.python=./env/bin/python \\
        job.py data out

In: files or folders that the driver sees, or, with --parquet, a table that the cluster sees, with columns `id` and `text` and perhaps
`title`, `date`, `url`, `publisher`. Out: `out/parts`, and `out/claims` and `out/together` as Parquet.
"""

import argparse

from consort import spark
from pyspark.sql import SparkSession


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("source", help="files or a folder of texts, or a table")
    parser.add_argument("out", help="a folder that driver, workers and consort build see")
    parser.add_argument("--parquet", action="store_true", help="the source is a table")
    parser.add_argument("--partitions", type=int, help="of texts from files; a table has those that it has")
    given = parser.parse_args()

    session = SparkSession.builder.appName("consort").getOrCreate()
    if given.parquet:
        texts = session.read.parquet(given.source)
    else:
        texts = spark.documents(session, given.source, partitions=given.partitions)

    # Kept on disk, so that each text is read once, whatever is made of it.
    spark.extract(texts).write.mode("overwrite").parquet(f"{given.out}/records")
    records = session.read.parquet(f"{given.out}/records")

    print(spark.write_parts(records, f"{given.out}/parts", mode="overwrite"))
    relations, mentions = spark.relations(records), spark.mentions(records)
    spark.claims(relations).write.mode("overwrite").parquet(f"{given.out}/claims")
    spark.cooccur(mentions, cap=100).write.mode("overwrite").parquet(f"{given.out}/together")
    for row in records.where("warning IS NOT NULL").select("warning").limit(20).collect():
        print(row.warning)
    session.stop()


if __name__ == "__main__":
    main()
