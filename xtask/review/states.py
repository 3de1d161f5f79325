#!/usr/bin/python3
"""Files with tracked changes of Open-XML-PowerTools (MIT licence), each with what Word's SDK makes of it: accepted and rejected.

  states.py FOLDER

Downloads into FOLDER those of states.txt that are not there, and compares the checksums of all. Exit 2 where that cannot be done.
"""
import hashlib
import os
import sys
import urllib.request

HOST = "https://raw.githubusercontent.com/OpenXmlDev/Open-Xml-PowerTools/921cbccf6ecb29456eedc8d4d7834c7bf62c54c9/TestFiles/RP/"


def content(path, name):
    if os.path.exists(path):
        with open(path, "rb") as file:
            return file.read()
    with urllib.request.urlopen(HOST + name, timeout=60) as answer:
        return answer.read()


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "states.txt"), encoding="ascii") as file:
        wanted = [line.split() for line in file]
    for checksum, name in wanted:
        path = os.path.join(folder, name)
        try:
            bytes_ = content(path, name)
        except OSError:
            print("%s could not be downloaded" % name)
            sys.exit(2)
        if hashlib.sha256(bytes_).hexdigest() != checksum:
            print("%s is not the file of that checksum" % name)
            sys.exit(2)
        with open(path, "wb") as file:
            file.write(bytes_)


if __name__ == "__main__":
    main()
